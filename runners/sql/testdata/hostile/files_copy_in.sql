-- expect query: raised no_result
-- Reads a file of the server through COPY.
copy t from '/etc/passwd'
