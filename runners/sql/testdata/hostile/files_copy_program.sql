-- expect query: raised no_result
-- Runs a program of the machine through COPY.
copy t to program 'id >/tmp/owned'
