-- expect query: raised no_result
-- Makes a cast between types.
create cast (text as integer) with inout as implicit
