namespace PlanDecomp.Api.Chat.Actions;

/// <summary>What the model is told of parameters that several tools have.</summary>
internal static class ToolWords
{
    public const string PlanInTalk = "The plan's title or number such as #3; leave it out for the plan the conversation is about.";
    public const string TaskOrPlan = "The task's title, its place such as 2.1, or its id such as #12; leave it out for the whole plan.";
    public const string Task = "The task's title, its place such as 2.1, or its id such as #12.";
    public const string AsDraft = "True leaves a draft that the person accepts or rejects.";
    public const string Draft = "The draft's number, and its plan if another is talked about, such as: 3 of plan Trip; leave it out for the only one that waits.";
    public const string BreakdownHint = "What the breakdown should mind or leave out.";
}
