-- expect query: raised no_result
-- Has something run when a row is added.
create trigger mine before insert on t execute function suppress_redundant_updates_trigger()
