-- expect query: raised no_result
-- Makes a function that stands in for count.
create function public.count(anyelement) returns bigint language sql as 'select 42::bigint'
