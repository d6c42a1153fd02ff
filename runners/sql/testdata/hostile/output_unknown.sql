-- expect query: answered [[null,"x",[],""]]
-- Columns without a type of their own.
select null as a, 'x' as b, '{}'::text[] as c, '' as d
