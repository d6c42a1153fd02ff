-- expect query: raised 25006
-- Locks the rows.
select * from t for update
