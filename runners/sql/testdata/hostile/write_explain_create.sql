-- expect query: raised 42501
-- Makes a table within an explanation.
explain analyze create table mine as select * from t
