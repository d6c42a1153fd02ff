-- expect query: raised 25006
-- Deletes the rows within an explanation.
explain analyze delete from t
