-- expect query: raised no_result
-- Runs a statement that somebody has prepared.
execute mine
