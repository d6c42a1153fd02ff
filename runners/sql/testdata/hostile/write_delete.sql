-- expect query: raised 25006
-- Deletes the rows and gives them as its answer.
delete from t returning *
