#nullable disable
using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp
{
    public static partial class torch
    {
        /// <summary>Optimizers.</summary>
        public static partial class optim
        {
            public interface ILearningRateController
            {
                double LearningRate { get; set; }

                double InitialLearningRate { get; set; }
            }

            public interface IMomentum
            {
                double Momentum { get; set; }
            }

            public interface IBetas
            {
                (double, double) Betas { get; set; }
            }

            /// <summary>Changes parameters by their gradients.</summary>
            public abstract class Optimizer : IDisposable
            {
                protected IList<ParamGroup> _parameter_groups = [];

                private protected Optimizer() { }

                ~Optimizer() => Dispose(false);

                public IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

                public virtual void zero_grad() => throw new NotSupportedException(nameof(zero_grad));

                public virtual Tensor step(Func<Tensor> closure = null) => throw new NotSupportedException(nameof(step));

                public virtual IEnumerable<Parameter> parameters() => throw new NotSupportedException(nameof(parameters));

                public virtual void add_param_group(ParamGroup param_group) =>
                    throw new NotSupportedException(nameof(add_param_group));

                public void Dispose()
                {
                    Dispose(true);
                    GC.SuppressFinalize(this);
                }

                protected virtual void Dispose(bool disposing) { }
            }
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>An optimizer with options per group and state per parameter.</summary>
    public abstract class OptimizerHelper : torch.optim.Optimizer
    {
        protected OptimizerOptions _defaults;
        protected OrderedDict<IntPtr, OptimizerState> _state = new();

        public OptimizerHelper() { }

        /// <summary>Gradients to zero, not to none.</summary>
        public override void zero_grad()
        {
            foreach (var parameter in parameters())
            {
                using var gradient = parameter.grad;
                gradient?.zero_();
            }
        }

        public override IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

        public override void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

        /// <summary>Runs the closure with gradients, the body without and in a dispose scope.</summary>
        protected torch.Tensor _step<T>(Action<T> body, Func<torch.Tensor> loss_closure = null) where T : ParamGroup
        {
            torch.Tensor loss = null;
            if (loss_closure is not null)
                using (torch.enable_grad())
                    loss = loss_closure();
            using (torch.no_grad())
            using (torch.NewDisposeScope())
                foreach (var group in _parameter_groups)
                    body((T)group);
            return loss;
        }
    }

    public class OptimizerOptions
    {
        public double? LearningRate { get; set; }

        public double InitialLearningRate { get; set; }
    }

    public abstract class OptimizerState
    {
        protected Parameter _parameter;

        protected OptimizerState(Parameter parameter) => _parameter = parameter;

        public abstract void Initialize(OptimizerOptions options);
    }

    public class ParamGroup : torch.optim.ILearningRateController
    {
        public IEnumerable<Parameter> Parameters { get; set; }

        public OptimizerOptions Options { get; set; }

        public double LearningRate
        {
            get => Options.LearningRate.Value;
            set => Options.LearningRate = value;
        }

        public double InitialLearningRate
        {
            get => Options.InitialLearningRate;
            set => Options.InitialLearningRate = value;
        }
    }

    public class ParamGroup<TOptions> : ParamGroup where TOptions : OptimizerOptions
    {
        public ParamGroup()
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, TOptions options = null)
        {
            Parameters = parameters;
            Options = options;
        }

        public new TOptions Options
        {
            get => (TOptions)base.Options;
            set => base.Options = value;
        }
    }
}
