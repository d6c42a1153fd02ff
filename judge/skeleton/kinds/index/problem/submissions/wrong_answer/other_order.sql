-- Is unique, but does not lead to the events of one device.
create unique index on events (at, device);
