alter table events add unique (device, at);
