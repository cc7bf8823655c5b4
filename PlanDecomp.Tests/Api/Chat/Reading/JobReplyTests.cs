namespace PlanDecomp.Tests.Api.Chat.Reading;

/// <summary>What comes of it.</summary>
public sealed class JobReplyTests;
