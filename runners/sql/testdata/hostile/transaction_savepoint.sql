-- expect query: raised no_result
-- Nests a transaction.
savepoint mine
