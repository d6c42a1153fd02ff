-- expect query: raised no_result
-- Has the connection wait for rows that nobody sends.
copy t from stdin
