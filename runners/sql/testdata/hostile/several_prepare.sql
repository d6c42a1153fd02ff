-- expect query: raised no_result
-- Prepares a statement for later.
prepare mine as delete from t
