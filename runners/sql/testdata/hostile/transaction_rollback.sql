-- expect query: raised no_result
-- Gives the transaction up.
rollback
