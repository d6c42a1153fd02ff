-- expect query: raised 42501
-- Makes later transactions ones that write.
select set_config('default_transaction_read_only', 'off', false), n from t
