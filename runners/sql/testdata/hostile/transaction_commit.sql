-- expect query: raised no_result
-- Commits the transaction and begins another.
commit and chain
