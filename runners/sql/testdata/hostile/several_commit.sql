-- expect query: not compiled 42601
-- Ends the transaction that may only read, and begins another.
select n from t; commit; begin read write; delete from t; commit
