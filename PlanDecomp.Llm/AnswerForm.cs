using System.Net.Http.Headers;
using System.Text;

namespace PlanDecomp.Llm;

/// <summary>Puts the answers of endpoints that only nearly speak OpenAI's language in order, streamed or not: below the client, which throws at what it does not know.</summary>
internal sealed class AnswerForm(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isStreamed = await IsStreamedAsync(request, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode) return response;
        try
        {
            if (isStreamed)
            {
                response.Content = new StreamContent(new AnswerStream(await response.Content.ReadAsStreamAsync(cancellationToken)));
                response.Content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream");
                return response;
            }

            var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            response.Content = new StringContent(AnswerBody.Whole(AnswerPieces.Join(text)), Encoding.UTF8, "application/json");
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<bool> IsStreamedAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (request.Content is null) return false;
        await request.Content.LoadIntoBufferAsync(ct);
        var body = await request.Content.ReadAsByteArrayAsync(ct);
        return body.AsSpan().IndexOf("\"stream\":true"u8) >= 0;
    }
}
