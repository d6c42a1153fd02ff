-- expect query: raised 42501
-- Takes more memory for a query within the query.
select set_config('work_mem', '2147483647', false), query_to_xml('select count(*) from (select distinct md5(g::text) from generate_series(1, 3000000) g) x', false, false, '')
