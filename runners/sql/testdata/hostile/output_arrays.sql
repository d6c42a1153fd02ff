-- expect query: answered
-- Arrays with bounds of their own, many dimensions, and none.
select '[2147483640:2147483642]={1,2,3}'::integer[], '[-5:-4][0:1]={{1,2},{3,4}}'::integer[], '{{{{{{1}}}}}}'::integer[], '{}'::integer[], array[null::integer], array['NULL', null, '', '{', '"', E'\\']
