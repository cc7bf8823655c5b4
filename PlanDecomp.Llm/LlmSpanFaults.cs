using System.Diagnostics;
using OpenTelemetry;

namespace PlanDecomp.Llm;

/// <summary>Takes the endpoint's words out of the spans of failed calls: a refused key is answered with a part of it.</summary>
/// <remarks><c>error.type</c> stays, and the span above says why the work failed, in the words of <see cref="LlmFailure"/>.</remarks>
internal sealed class LlmSpanFaults : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.Source.Name == LlmChatClient.TelemetryName && data.StatusDescription is not null) data.SetStatus(ActivityStatusCode.Error);
    }
}
