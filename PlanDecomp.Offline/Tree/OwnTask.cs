using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;

namespace PlanDecomp.Offline.Tree;

/// <summary>A task that no template knows: read by its own title, in its own language.</summary>
public static class OwnTask
{
    /// <summary>
    /// A title that clearly shows another kind of plan than the one it stands in gets that kind's phases; else the usual steps of the
    /// type of work its verb shows; else the steps that any task has.
    /// </summary>
    public static Node Of(string title, Brief plan)
    {
        var plain = PlainText.OneLine(title);
        var language = LanguageReader.Read(plain, plan.Language);
        if (Brief.ReadTask(plain, plan.Language) is { } own && own.Kind != plan.Kind)
            return new Node { Title = title, Instruction = InstructionIn(own.Language), Brief = own, Parts = own.Kind.Phases, IsOwn = true };

        var (work, found) = WorkReader.Read(plain, language);
        var about = Shortener.To(found.Any(char.IsLetterOrDigit) ? found : plain.Any(char.IsLetterOrDigit) ? plain : plan.Subject, 60);
        return new Node
        {
            Title = title,
            Instruction = InstructionIn(language),
            Brief = plan with { Language = language },
            Work = work ?? WorkTypes.Any,
            About = work is null ? $"“{Shortener.To(plain.Any(char.IsLetterOrDigit) ? plain : plan.Subject, 60)}”" : about,
            IsOwn = true,
        };
    }

    private static string InstructionIn(Language language) => language == Language.Chinese
        ? "按请求中这一条的原意完成，并与原文逐句对照。这一条没有任何遗漏即为完成。"
        : "Finish this point of the request and hold the result against its wording. Done when nothing in the point is left open.";
}
