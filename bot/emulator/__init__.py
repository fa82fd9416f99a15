"""A local Telegram Bot API with a chat page: the bot runs against it as it does against Telegram."""
