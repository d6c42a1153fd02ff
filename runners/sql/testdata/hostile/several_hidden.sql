-- expect query: not compiled 42601
-- Hides a second statement behind comments and quotes.
select ';' as a, $$ ; $$ as b /* ; /* ; */ */ -- ;
; delete from t
