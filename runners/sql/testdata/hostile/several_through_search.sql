-- expect query: raised 0A000
-- Deletes rows in a query from a string, in a function that belongs to the text search.
select * from ts_stat('delete from t returning to_tsvector(s)')
