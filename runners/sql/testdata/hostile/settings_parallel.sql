-- expect query: raised 42501
-- Has other processes compute, whose time nobody measures.
select set_config('max_parallel_workers_per_gather', '8', false), set_config('debug_parallel_query', 'on', false), query_to_xml('select count(*) from t', false, false, '')
