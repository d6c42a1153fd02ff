-- expect query: raised no_result
-- Reads from a cursor that somebody has left.
fetch all from mine
