-- expect query: raised no_result
-- Writes a function in C.
create function system(text) returns integer as '/lib/x86_64-linux-gnu/libc.so.6', 'system' language c strict
