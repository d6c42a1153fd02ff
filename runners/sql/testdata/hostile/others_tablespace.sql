-- expect query: raised no_result
-- Makes a tablespace in a folder of the server's.
create tablespace mine location '/tmp'
