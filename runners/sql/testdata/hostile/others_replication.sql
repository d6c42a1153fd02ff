-- expect query: raised 42501
-- Has the server keep its log of writes for ever.
select pg_create_physical_replication_slot('mine', true)
