-- expect query: raised no_result
-- Changes the settings of a database.
alter database postgres set default_transaction_read_only = on
