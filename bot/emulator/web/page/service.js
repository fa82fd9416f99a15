// Messages that nobody wrote: who came and went, what became of the chat.

const names = (users) => users.map((user) => user.first_name).join(", ");

/** What such a message says, in words; null for a message that somebody wrote. */
export function serviceWords(message) {
  const who = message.from?.first_name ?? "Somebody";
  if (message.new_chat_members) {
    const came = names(message.new_chat_members);
    return came === who ? `${who} joined` : `${who} added ${came}`;
  }
  if (message.left_chat_member) {
    const gone = message.left_chat_member.first_name;
    return gone === who ? `${who} left` : `${who} removed ${gone}`;
  }
  if (message.group_chat_created || message.supergroup_chat_created || message.channel_chat_created) return `${message.chat.title} begins here`;
  if (message.forum_topic_created) return `${who} opened the topic “${message.forum_topic_created.name}”`;
  if (message.forum_topic_edited) return `${who} named the topic “${message.forum_topic_edited.name}”`;
  if (message.forum_topic_closed) return `${who} closed the topic`;
  if (message.forum_topic_reopened) return `${who} opened the topic again`;
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return "This group is a supergroup now";
  if (message.new_chat_title) return `${who} named the chat “${message.new_chat_title}”`;
  if (message.pinned_message) return `${who} pinned a message`;
  return null;
}
