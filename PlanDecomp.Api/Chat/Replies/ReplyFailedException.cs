namespace PlanDecomp.Api.Chat.Replies;

/// <summary>No reply comes of it.</summary>
/// <param name="words">Why, and what to do next, in the person's language.</param>
/// <param name="inner">The cause.</param>
internal sealed class ReplyFailedException(string words, Exception? inner = null) : Exception(words, inner);
