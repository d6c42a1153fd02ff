-- expect query: raised 42501
-- Asks how the transactions of others ended.
select g, txid_status(g) from generate_series(3, 700) g
