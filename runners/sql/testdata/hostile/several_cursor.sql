-- expect query: raised no_result
-- Leaves a cursor that outlives the transaction.
declare mine cursor with hold for select * from t
