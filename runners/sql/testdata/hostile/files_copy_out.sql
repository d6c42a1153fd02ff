-- expect query: raised no_result
-- Writes a file of the server through COPY.
copy t to '/tmp/owned'
