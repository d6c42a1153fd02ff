-- expect query: raised no_result
-- Empties the table.
truncate t
