-- expect query: raised no_result
-- Leaves a transaction that outlives the connection.
prepare transaction 'mine'
