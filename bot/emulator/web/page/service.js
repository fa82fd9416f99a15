// Messages that nobody wrote: who came and went, what became of the chat.

import { locale, t } from "./words.js";

const names = (users) => new Intl.ListFormat(locale()).format(users.map((user) => user.first_name));

/** What such a message says, in words; null for a message that somebody wrote. */
export function serviceWords(message) {
  const who = message.from?.first_name ?? t("Somebody");
  if (message.new_chat_members) {
    const came = names(message.new_chat_members);
    return came === who ? t("{who} joined", { who }) : t("{who} added {came}", { who, came });
  }
  if (message.left_chat_member) {
    const gone = message.left_chat_member.first_name;
    return gone === who ? t("{who} left", { who }) : t("{who} removed {gone}", { who, gone });
  }
  if (message.group_chat_created || message.supergroup_chat_created || message.channel_chat_created) return t("{chat} begins here", { chat: message.chat.title });
  if (message.forum_topic_created) return t("{who} opened the topic “{topic}”", { who, topic: message.forum_topic_created.name });
  if (message.forum_topic_edited) return t("{who} named the topic “{topic}”", { who, topic: message.forum_topic_edited.name });
  if (message.forum_topic_closed) return t("{who} closed the topic", { who });
  if (message.forum_topic_reopened) return t("{who} opened the topic again", { who });
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return t("This group is a supergroup now");
  if (message.new_chat_title) return t("{who} named the chat “{chat}”", { who, chat: message.new_chat_title });
  if (message.pinned_message) return t("{who} pinned a message", { who });
  return null;
}
