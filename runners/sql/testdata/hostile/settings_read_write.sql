-- expect query: raised 42501
-- Makes its transaction one that writes.
select set_config('transaction_read_only', 'off', false), n from t
