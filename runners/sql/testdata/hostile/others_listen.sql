-- expect query: raised no_result
-- Listens for what others send.
listen x
