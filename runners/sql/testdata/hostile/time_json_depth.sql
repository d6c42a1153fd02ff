-- expect query: raised 54001
-- JSON with more depth than a stack has.
select repeat('[', 1000000)::json
