-- Is as fast, but lets a device have two events at the same moment.
create index on events (device, at);
