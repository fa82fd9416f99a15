-- Pictures that Telegram has refused to this bot, of which the admins have been told.
CREATE TABLE refused_pictures (
    bot_id BIGINT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (bot_id, digest)
);
