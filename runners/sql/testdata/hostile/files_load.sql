-- expect query: raised no_result
-- Loads a library into the server.
load '/tmp/owned.so'
