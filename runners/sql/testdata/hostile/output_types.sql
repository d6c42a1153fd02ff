-- expect query: answered
-- Values of types that an answer does not know.
select pg_sleep(0), '1'::xid, '(0,1)'::tid, 't'::regclass, '1 year -2 days'::interval, '$1'::money, '(1,2)'::point, 'a b'::tsvector, 'a & b'::tsquery,
	'[1,2)'::int4range, '{[1,2),[3,4)}'::int4multirange, b'101', '::1/64'::inet, '$.a'::jsonpath, '<a/>'::text::xml, '"a"'::jsonb, 'n'::"char", 'a'::name, '24:00'::time, 'infinity'::date, '4713-01-01 BC'::timestamp, '10675199 days'::interval, current_database() is null, array[null, row(1)]
