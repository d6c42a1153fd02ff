-- expect query: raised 42501
-- Reads the server process's environment and memory.
select pg_read_binary_file('/proc/self/environ'), pg_read_binary_file('/proc/self/mem', 0, 4096)
