-- expect query: raised no_result
-- Makes later transactions ones that write.
set session characteristics as transaction read write
