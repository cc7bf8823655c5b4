using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Building a model that predicts or generates.</summary>
internal static class MachineLearning
{
    public static Kind Kind { get; } = new()
    {
        Name = "machine-learning",
        Sure = ["machine learning model", "train a model", "deep learning", "neural network", "classifier", "recommender", "recommendation system", "recommendation engine", "forecast model", "forecasting model", "predictive model", "prediction model", "fine-tun*", "computer vision", "object detection", "fraud detection", "rag", "机器学习模型", "训练模型", "训练一个", "深度学习", "神经网络", "分类模型", "推荐系统", "预测模型", "微调", "目标检测", "图像识别", "大模型应用"],
        Likely = ["machine learning", "model", "predict", "llm", "nlp", "training data", "机器学习", "模型", "预测", "人工智能", "大模型"],
        Maybe = ["data", "accuracy", "pytorch", "tensorflow", "数据", "准确率", "训练"],
        Noun = ("the model", "这个模型"),
        Things = ["machine learning model", "prediction model", "model", "classifier", "network", "recommender", "system", "engine", "detector"],
        Phases =
        [
            Then(("Define the task and measure of {subject}", "定义任务与评价指标：{subject}"),
                ("Settle what is predicted, when, for which decision, and how good is good enough. Done when a metric, a target and the cost of each kind of error are agreed.", "定下预测什么、何时、用于什么决定、多好才够。指标、目标值和各类错误的代价已商定即为完成。"),
                Then(("Describe the decision that the prediction serves", "说明预测服务于什么决定"), ("Who acts, how soon, what happens without a model?", "谁行动、多快、没有模型会怎样？")),
                Then(("Choose metrics and the target value", "选定指标与目标值"), ("One main metric near the business value, limits for harm and speed.", "一个贴近业务的主指标，并设危害和时延上限。"), Decide),
                Also(("Check data protection, fairness and law", "检查隐私、公平与合规"), ("Who could be harmed, and how would one notice?", "谁可能受害，怎样发现？"))),
            Then(("Collect and label the data", "收集与标注数据"),
                ("Bring together examples as they will look in use. Done when a documented set with train, validation and test parts exists.", "收集与实际使用一致的样本。有文档的训练、验证、测试集齐备即为完成。"),
                Then(("Find sources and extract examples", "寻找来源并提取样本"), ("Only what is known at the time of prediction.", "只用预测时刻已知的信息。")),
                Then(("Write labelling rules and label", "制定标注规则并标注"), ("Two labellers on a sample; agreement measured.", "抽样双人标注并测一致性。")),
                Then(("Clean and split the data", "清洗并划分数据"), ("Split by time or group so that nothing leaks.", "按时间或群组划分，防止泄漏。"))),
            Then(("Set a baseline", "建立基线"),
                ("See how far a simple rule or model comes. Done when the baseline is measured with the same script as all later models.", "看简单规则或模型能做到多好。基线与后续模型用同一脚本评测即为完成。"),
                Then(("Write the evaluation script", "编写评测脚本"), ("One command, fixed seeds, results by subgroup.", "一条命令、固定随机种子、分群结果。")),
                Then(("Measure a rule and a simple model", "评测规则与简单模型"), ("Today's practice counts as a baseline, too.", "现行做法也是基线。"), Analyse)),
            Then(("Train and improve {subject}", "训练与改进：{subject}"),
                ("Improve step by step, led by the errors. Done when the target is met on validation data or the reason why not is known.", "以错误为导向逐步改进。验证集达标，或弄清为何不达标，即为完成。"),
                Then(("Build features or prepare inputs", "构造特征或输入"), ("Keep a feature only when it helps on validation data.", "只保留在验证集上有用的特征。"), Build),
                Then(("Compare two or three model families[ in {tech}]", "比较两三类模型[（{tech}）]"), ("Same data, same budget, every run logged.", "相同数据、相同预算、每次运行有记录。"), Analyse),
                Then(("Study the errors and fix their causes", "分析错误并改进"), ("Look at a hundred errors by hand; the largest group first.", "人工看一百个错误，先解决最大的一类。")),
                Then(("Confirm once on the test data", "在测试集上确认一次"), ("Look once only; report with an interval.", "只看一次，给出区间。"))),
            Then(("Put {subject} into use", "部署上线：{subject}"),
                ("Serve it reliably and begin small. Done when it runs beside today's practice with measured benefit.", "可靠地提供服务，从小范围开始。与现行做法并行且收益可测即为完成。"),
                Then(("Build the serving path with versions", "搭建带版本的推理服务"), ("Same preparation of inputs as in training, tested.", "输入处理与训练一致，有测试。"), Build),
                Then(("Run in the shadow, then for some users", "先影子运行再小流量试用"), ("Compare with a control group; a switch turns it off.", "与对照组比较，可一键关闭。")),
                Also(("Write the model card", "编写模型说明"), ("Purpose, data, results by group, limits, owner.", "用途、数据、分群结果、局限、负责人。"), Write)),
            Then(("Watch and renew the model", "监控与更新模型"),
                ("Notice when data or quality drift. Done when alarms, an owner and a rhythm of retraining are in place.", "及时发现数据和质量漂移。告警、负责人和重训节奏到位即为完成。"),
                Then(("Monitor inputs, outputs and outcomes", "监控输入、输出与实际结果"), ("Alarm limits with what to do.", "告警阈值及对应动作。"), Watch),
                Then(("Plan retraining and retirement", "规划重训与退役"), ("When, on which data, who approves.", "何时、用什么数据、谁批准。"), Arrange)),
        ],
    };
}
